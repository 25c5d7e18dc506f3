package io.github.jdiffscope.bytes;

/** How the bytes at a {@link BlobLocation} are coded; only codings that every reader of a location can undo. */
public enum Coding {
  /** The bytes themselves. */
  STORED,
  /** A raw DEFLATE stream, RFC 1951, without zlib or gzip wrapping. */
  DEFLATE
}
