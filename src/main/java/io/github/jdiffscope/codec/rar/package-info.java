/** RAR archives of versions 2.9 to 5: headers, and decompression of LZ77 and PPMd blocks. */
package io.github.jdiffscope.codec.rar;
