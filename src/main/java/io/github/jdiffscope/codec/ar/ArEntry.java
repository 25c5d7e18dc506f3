package io.github.jdiffscope.codec.ar;

/**
 * One member of an archive.
 *
 * @param name resolved: long names looked up, terminators removed
 * @param field the name field as stored, without trailing blanks
 * @param modified seconds since 1970, -1 if blank
 * @param uid -1 if blank, as are the following
 * @param size of the data, without a name stored before them
 * @param offset of the header from the start of the bytes
 * @param dataOffset of the data
 * @param external whether the data lie in a file outside, as in thin archives
 */
public record ArEntry(String name, String field, long modified, long uid, long gid, long mode, long size, long offset,
    long dataOffset, boolean external) {

  /** Returns whether it is a table of the archive itself and no member: symbol index or long names. */
  public boolean isTable() {
    return field.equals("/") || field.equals("//") || field.equals("/SYM64/") || field.equals("ARFILENAMES/")
        || isSymbolIndex();
  }

  /** Returns whether it is the index of symbols. */
  public boolean isSymbolIndex() {
    return field.equals("/") || field.equals("/SYM64/") || name.startsWith("__.SYMDEF");
  }
}
