/** Compound files, the container of OLE2 documents and Windows Installer packages. */
package io.github.jdiffscope.codec.cfb;
