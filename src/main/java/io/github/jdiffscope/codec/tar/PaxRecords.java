package io.github.jdiffscope.codec.tar;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Extended header records {@code length key=value\n} (POSIX.1-2001, "pax Extended Header"). */
final class PaxRecords {
  private PaxRecords() {}

  /** Returns keys and values in stored order; keys may repeat. */
  static List<Map.Entry<String, String>> parse(byte[] data) throws FormatException {
    List<Map.Entry<String, String>> records = new ArrayList<>();
    int at = 0;
    while (at < data.length && data[at] != 0) {
      int length = 0;
      int digits = at;
      while (digits < data.length && data[digits] >= '0' && data[digits] <= '9' && length < data.length) {
        length = length * 10 + data[digits++] - '0';
      }
      boolean good = digits > at && digits < data.length && data[digits] == ' ' && length > digits - at + 1
          && length <= data.length - at && data[at + length - 1] == '\n';
      if (!good) {
        throw FormatException.at(at, "extended header record is damaged");
      }
      int equals = digits + 1;
      while (equals < at + length && data[equals] != '=') {
        equals++;
      }
      if (equals == at + length) {
        throw FormatException.at(at, "extended header record has no =");
      }
      records.add(Map.entry(FileNames.decode(Arrays.copyOfRange(data, digits + 1, equals)),
          FileNames.decode(Arrays.copyOfRange(data, equals + 1, at + length - 1))));
      at += length;
    }
    return records;
  }
}
