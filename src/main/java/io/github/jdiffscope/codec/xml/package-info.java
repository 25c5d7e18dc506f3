/** XML texts as tokens; nothing outside the text is ever looked at. */
package io.github.jdiffscope.codec.xml;
