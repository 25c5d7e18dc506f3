package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Locale;

/** Describes a captured packet down to its transport, then what it carries in hexadecimal. */
final class PacketText {
  private static final int ETHERNET = 1;
  private static final int RAW_IP = 101;
  private static final int LINUX_COOKED = 113;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86DD;
  private static final int VLAN = 0x8100;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final String[] TCP_FLAGS = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};

  private final BinaryReader in;
  private final StringBuilder out = new StringBuilder();

  private PacketText(byte[] packet) {
    this.in = new BinaryReader(Blob.of(packet), ByteOrder.BIG_ENDIAN);
  }

  /** Returns the text of a packet; what is cut off or not known is only shown as bytes. */
  static String of(byte[] packet, long linkType) throws IOException {
    PacketText text = new PacketText(packet);
    try {
      text.link(linkType);
    } catch (FormatException cutOff) {
      text.out.append(" cut off");
    }
    int rest = (int) Math.max(0, text.in.remaining());
    String carried = HexFormat.of().formatHex(packet, packet.length - rest, packet.length);
    return text.out + (rest == 0 ? "" : "\n    " + carried);
  }

  private void link(long type) throws IOException {
    if (type == ETHERNET) {
      String target = mac();
      out.append(" ethernet ").append(mac()).append(" > ").append(target);
      int kind = in.u16("ethernet type");
      if (kind == VLAN) {
        out.append(" vlan ").append(in.u16("tag") & 0xFFF);
        kind = in.u16("ethernet type");
      }
      network(kind);
    } else if (type == LINUX_COOKED) {
      in.seek(14);
      network(in.u16("protocol"));
    } else if (type == RAW_IP) {
      int version = in.u8("version") >> 4;
      in.seek(0);
      network(version == 6 ? IPV6 : IPV4);
    } else {
      out.append(" link type ").append(type);
    }
  }

  private String mac() throws IOException {
    return HexFormat.ofDelimiter(":").formatHex(in.bytes(6, "address"));
  }

  private void network(int kind) throws IOException {
    if (kind == IPV4) {
      long start = in.position();
      int length = (in.u8("header length") & 15) * 4;
      in.seek(start + 4);
      int id = in.u16("identification");
      in.skip(2);
      int ttl = in.u8("time to live");
      int protocol = in.u8("protocol");
      in.skip(2);
      String from = ipv4();
      String to = ipv4();
      in.seek(start + length);
      out.append(" IPv4 id ").append(id).append(" ttl ").append(ttl);
      transport(protocol, from, to);
    } else if (kind == IPV6) {
      in.skip(6);
      int protocol = in.u8("next header");
      int hops = in.u8("hop limit");
      String from = ipv6();
      String to = ipv6();
      out.append(" IPv6 hops ").append(hops);
      transport(protocol, from, to);
    } else {
      out.append(String.format(Locale.ROOT, " type 0x%04x", kind));
    }
  }

  private String ipv4() throws IOException {
    return in.u8("address") + "." + in.u8("address") + "." + in.u8("address") + "." + in.u8("address");
  }

  private String ipv6() throws IOException {
    StringBuilder address = new StringBuilder("[");
    for (int i = 0; i < 8; i++) {
      address.append(i == 0 ? "" : ":").append(Integer.toHexString(in.u16("address")));
    }
    return address.append(']').toString();
  }

  private void transport(int protocol, String from, String to) throws IOException {
    if (protocol == UDP) {
      out.append(" UDP ").append(from).append(':').append(in.u16("port"));
      out.append(" > ").append(to).append(':').append(in.u16("port"));
      in.skip(4);
    } else if (protocol == TCP) {
      long start = in.position();
      out.append(" TCP ").append(from).append(':').append(in.u16("port"));
      out.append(" > ").append(to).append(':').append(in.u16("port"));
      out.append(" seq ").append(in.u32("sequence")).append(" ack ").append(in.u32("acknowledgement"));
      int length = (in.u8("data offset") >> 4) * 4;
      int flags = in.u8("flags");
      for (int i = 0; i < TCP_FLAGS.length; i++) {
        out.append((flags >> i & 1) == 0 ? "" : " " + TCP_FLAGS[i]);
      }
      out.append(" window ").append(in.u16("window"));
      in.seek(start + length);
    } else {
      out.append(" protocol ").append(protocol).append(' ').append(from).append(" > ").append(to);
    }
  }
}
