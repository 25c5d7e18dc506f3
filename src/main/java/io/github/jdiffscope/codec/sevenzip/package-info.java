/** 7z archives, after 7zFormat.txt and Methods.txt of the LZMA SDK, which is in the public domain. */
package io.github.jdiffscope.codec.sevenzip;
