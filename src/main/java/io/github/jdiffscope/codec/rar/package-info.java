/** RAR archives, versions 4 and 5: headers only. */
package io.github.jdiffscope.codec.rar;
