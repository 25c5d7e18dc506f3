package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** RPM packages: lead, signature header, main header and the payload, which is read where it lies. */
final class RpmComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("packaging/rpm", "RPM package", Signature.hex(0, "edabeedb"));
  private static final int LEAD_SIZE = 96;
  private static final int OPENPGP = 278;
  private static final int PAYLOAD_FORMAT = 1124;
  private static final int PAYLOAD_COMPRESSOR = 1125;
  private static final Map<String, String> SUFFIXES = Map.of("gzip", ".gz", "bzip2", ".bz2", "xz", ".xz", "lzma",
      ".lzma", "zstd", ".zst");
  /** Header-only and header-and-payload signatures, of the signature header. */
  private static final Map<Integer, String> SIGNATURES = new TreeMap<>(Map.of(267, "DSAHEADER", 268, "RSAHEADER",
      OPENPGP, "OPENPGP", 1002, "PGP", 1005, "GPG"));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader reader = new BinaryReader(blob, ByteOrder.BIG_ENDIAN);
    Section lead = Section.text("lead", lead(reader)).atLevel(1);
    reader.seek(LEAD_SIZE);
    RpmHeader signature = RpmHeader.read(reader, "signature header");
    // The main header starts at a multiple of 8.
    reader.seek(signature.end() + (8 - signature.end() % 8) % 8);
    RpmHeader header = RpmHeader.read(reader, "header");
    describe(signature, header, sections);
    sections.add(lead);
    sections.add(Section.text("header layout", () -> "signature header\n" + String.join("\n", signature.layout())
        + "\nheader\n" + String.join("\n", header.layout()) + "\n").atLevel(2));
    signatures(signature, members);
    Blob payload = blob.slice(header.end(), blob.size() - header.end());
    RpmFiles files = new RpmFiles(header, signature);
    boolean stripped = files.isLarge() && RpmPayload.isStripped(payload);
    sections.add(Section.listing("files", List.of(), files.rows(stripped)));
    sections.add(Section.listing("file sizes, times and digests in the header", List.of(), files.details()).atLevel(1));
    sections.add(Section.listing("signatures of files", List.of(), files.signatures(false)));
    sections.add(Section.listing("signatures of files, bytes", List.of(), files.signatures(true)).atLevel(1));
    if (files.isCut()) {
      sections.comment("only the first " + files.count() + " files of the header are listed");
    }
    if (stripped) {
      RpmPayload.unpack(payload, files, members);
    } else {
      String suffix = SUFFIXES.getOrDefault(header.value(PAYLOAD_COMPRESSOR, 0, ""), "");
      members.file("payload." + header.value(PAYLOAD_FORMAT, 0, "cpio") + suffix, payload.location());
    }
  }

  private static void describe(RpmHeader signature, RpmHeader header, Sections sections) {
    RpmText text = new RpmText(header, RpmTags.main());
    sections.add(Section.text("rpm header", text.facts()));
    sections.add(Section.text("rpm -qp --triggers --filetriggers {}", RpmTriggers.write(header)));
    if (text.specification() != null) {
      sections.add(Section.text("specification with macros expanded", text.specification()));
    }
    sections.add(Section.text("signatures", signatures(signature)));
    sections.add(Section.text("sizes and digests", text.consequences()).atLevel(1));
    sections.add(Section.text("signature header", () -> all(signature)).atLevel(1));
  }

  private static String lead(BinaryReader reader) throws IOException {
    reader.seek(4);
    int major = reader.u8("lead version");
    int minor = reader.u8("lead version");
    String kind = reader.u16("lead type") == 0 ? "binary" : "source";
    int architecture = reader.u16("lead architecture");
    String name = reader.latin1(66, "lead name");
    int system = reader.u16("lead system");
    int signature = reader.u16("lead signature type");
    int nul = name.indexOf(0);
    return "version: " + major + "." + minor + "\ntype: " + kind + "\narchitecture: " + architecture + "\nname: "
        + (nul < 0 ? name : name.substring(0, nul)) + "\nsystem: " + system + "\nsignature: " + signature + "\n";
  }

  /** Returns which signatures there are; their packets are members. */
  private static String signatures(RpmHeader signature) {
    StringBuilder out = new StringBuilder();
    SIGNATURES.forEach((tag, name) -> {
      RpmHeader.Entry entry = signature.entries().get(tag);
      if (entry != null) {
        out.append(name).append('\n');
      }
    });
    return out.length() == 0 ? "none\n" : out.toString();
  }

  /** Returns all there is, with what is shown elsewhere only named. */
  private static String all(RpmHeader signature) {
    Map<Integer, String> names = RpmTags.signature();
    Map<String, List<String>> facts = new TreeMap<>();
    signature.entries().forEach((tag, entry) -> {
      boolean member = SIGNATURES.containsKey(tag) && (entry.isBinary() || tag == OPENPGP);
      boolean ofFiles = RpmFiles.SIGNATURE_TAGS.contains(tag);
      facts.put(names.getOrDefault(tag, "TAG " + tag),
          member ? List.of("(member)") : ofFiles ? List.of("(of files)") : brief(entry));
    });
    return RpmText.write(facts);
  }

  /** Returns the values; of space that is reserved for later signatures, only how much there is. */
  private static List<String> brief(RpmHeader.Entry entry) {
    boolean zeros = entry.isBinary() && entry.bytes().length > 16;
    for (int i = 0; zeros && i < entry.bytes().length; i++) {
      zeros = entry.bytes()[i] == 0;
    }
    return zeros ? List.of(entry.bytes().length + " zero bytes") : entry.values();
  }

  /** Hands over the packets of signatures; since version 6 there may be several, in base 64. */
  private static void signatures(RpmHeader signature, MemberSink members) throws IOException {
    for (Map.Entry<Integer, String> known : SIGNATURES.entrySet()) {
      RpmHeader.Entry entry = signature.entries().get(known.getKey());
      if (entry != null && entry.isBinary()) {
        members.unpack("signature " + known.getValue(), new ByteArrayInputStream(entry.bytes()));
      }
    }
    int number = 0;
    for (String packet : signature.values(OPENPGP)) {
      number++;
      members.unpack("signature OPENPGP " + number, new ByteArrayInputStream(decoded(packet)));
    }
  }

  private static byte[] decoded(String packet) {
    try {
      return Base64.getMimeDecoder().decode(packet);
    } catch (IllegalArgumentException notBase64) {
      return packet.getBytes(StandardCharsets.UTF_8);
    }
  }
}
