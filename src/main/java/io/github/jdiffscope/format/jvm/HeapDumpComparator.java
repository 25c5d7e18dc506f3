package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Heap dumps of the JVM (HPROF binary format): when it was taken, and how much of which kind of record it has. */
final class HeapDumpComparator implements FormatComparator {
  private static final Format FORMAT =
      Format.of("jvm/heap-dump", "Java heap dump", Signature.magic(0, "JAVA PROFILE 1.0."));
  private static final int LONGEST_NAME = 64;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    byte[] head = blob.head(LONGEST_NAME);
    int end = 0;
    while (end < head.length && head[end] != 0) {
      end++;
    }
    BinaryReader in = new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(end + 1L);
    StringBuilder header = new StringBuilder("format ");
    LineText.appendPrintable(header, LineText.decode(java.util.Arrays.copyOf(head, end)));
    header.append("\nidentifiers of ").append(in.u32("size of identifiers")).append(" bytes\ntaken at ")
        .append(Instant.ofEpochMilli(in.i64("time"))).append('\n');
    sections.add(Section.text("header", header));
    Map<Integer, long[]> totals = new TreeMap<>();
    try {
      records(in, totals);
    } finally {
      sections.add(Section.text("records", text(totals)));
    }
  }

  private static void records(BinaryReader in, Map<Integer, long[]> totals) throws IOException {
    while (in.remaining() > 0) {
      int tag = in.u8("tag of a record");
      in.skip(4);
      long length = in.u32("length of a record");
      if (length > in.remaining()) {
        throw FormatException.at(in.position(), "record of " + length + " bytes is cut off");
      }
      in.skip(length);
      long[] total = totals.computeIfAbsent(tag, unseen -> new long[2]);
      total[0]++;
      total[1] += length;
    }
  }

  private static String text(Map<Integer, long[]> totals) {
    StringBuilder out = new StringBuilder();
    totals.forEach((tag, total) -> out.append(name(tag)).append(": ").append(total[0]).append(" of ").append(total[1])
        .append(" bytes\n"));
    return out.toString();
  }

  private static String name(int tag) {
    return switch (tag) {
      case 0x01 -> "strings";
      case 0x02 -> "loaded classes";
      case 0x03 -> "unloaded classes";
      case 0x04 -> "stack frames";
      case 0x05 -> "stack traces";
      case 0x06 -> "allocation sites";
      case 0x07 -> "heap summaries";
      case 0x0A -> "thread starts";
      case 0x0B -> "thread ends";
      case 0x0C -> "heap dumps";
      case 0x0D -> "processor samples";
      case 0x0E -> "control settings";
      case 0x1C -> "heap dump segments";
      case 0x2C -> "heap dump ends";
      default -> "records of tag " + tag;
    };
  }
}
