/** The LZSS and Huffman compression of LHA and ARJ. */
package io.github.jdiffscope.codec.lzh;
