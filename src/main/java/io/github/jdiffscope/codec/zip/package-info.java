/** ZIP archives, read by their central directory (PKWARE APPNOTE.TXT 6.3.10). */
package io.github.jdiffscope.codec.zip;
