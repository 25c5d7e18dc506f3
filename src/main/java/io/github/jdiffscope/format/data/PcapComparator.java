package io.github.jdiffscope.format.data;

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

/** Packet captures: pcap-savefile(5), in both byte orders and with micro- or nanoseconds. */
final class PcapComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/pcap", "packet capture",
      Signature.hex(0, "d4c3b2a1 0200"), Signature.hex(0, "a1b2c3d4 0002"),
      Signature.hex(0, "4d3cb2a1 0200"), Signature.hex(0, "a1b23c4d 0002"));
  private static final int MAX_PACKET_BYTES = 1 << 24;
  /** Longer captures are cut: their text has to fit in memory. */
  private static final int MAX_CHARACTERS = 64 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    byte[] magic = blob.bytes(0, 4);
    boolean little = magic[3] == (byte) 0xA1;
    boolean nano = magic[little ? 0 : 3] == 0x4D;
    BinaryReader in = new BinaryReader(blob, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).seek(4);
    String version = in.u16("major version") + "." + in.u16("minor version");
    in.skip(8);
    long snapshot = in.u32("snapshot length");
    long link = in.u32("link type") & 0x0FFF_FFFF;
    sections.add(Section.text("header", "version: " + version + "\nsnapshot length: " + snapshot
        + "\nlink type: " + link + "\nbyte order: " + (little ? "little" : "big")
        + "\nresolution: " + (nano ? "nano" : "micro") + "seconds\n"));
    StringBuilder packets = new StringBuilder();
    try {
      while (in.remaining() > 0 && packets.length() < MAX_CHARACTERS) {
        packet(in, link, nano, packets);
      }
    } finally {
      sections.add(Section.text("packets", packets));
    }
    if (in.remaining() > 0) {
      sections.comment("packets after byte " + in.position() + " are not shown");
    }
  }

  private static void packet(BinaryReader in, long link, boolean nano, StringBuilder out) throws IOException {
    long start = in.position();
    long seconds = in.u32("time");
    long fraction = in.u32("time");
    long captured = in.u32("captured length");
    long original = in.u32("original length");
    if (captured > MAX_PACKET_BYTES) {
      throw FormatException.at(start, "packet of " + captured + " bytes is too long");
    }
    byte[] packet = in.bytes((int) captured, "packet");
    out.append(Instant.ofEpochSecond(seconds, fraction * (nano ? 1 : 1000))).append(' ').append(original);
    out.append(" bytes").append(captured == original ? "" : " (" + captured + " captured)");
    out.append(PacketText.of(packet, link)).append('\n');
  }
}
