/** JSON texts as flat lists of nodes. */
package io.github.jdiffscope.codec.json;
