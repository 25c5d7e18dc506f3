package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The annotation {@code kotlin.Metadata} of a class, as the declarations that it holds. */
final class KotlinMetadata implements SectionContent.TextSource {
  static final String DESCRIPTOR = "Lkotlin/Metadata;";
  private static final String[] KINDS = {"kind 0", "class", "file", "synthetic class", "multi-file facade",
    "multi-file part"};

  private final ClassFile file;
  private final List<Integer> first = new ArrayList<>();
  private final List<Integer> second = new ArrayList<>();
  private int kind = 1;
  private String version = "";
  private String rest = "";

  private KotlinMetadata(ClassFile file) {
    this.file = file;
  }

  /** Returns the metadata of a class, or null if it has none that can be read. */
  static KotlinMetadata of(ClassFile file) {
    ClassAttribute attribute = ClassFile.find(file.attributes, "RuntimeVisibleAnnotations");
    if (attribute == null) {
      return null;
    }
    try {
      ByteCursor in = file.open(attribute);
      for (int left = in.u2(); left > 0; left--) {
        int start = in.position();
        boolean kotlin = file.pool.utf8(in.u2()).equals(DESCRIPTOR);
        if (kotlin) {
          KotlinMetadata metadata = new KotlinMetadata(file);
          metadata.read(in);
          return metadata;
        }
        ByteCursor again = new ByteCursor(file.bytes, start, attribute.start() + attribute.length());
        new AnnotationText(file.pool, again, new StringBuilder()).skipAnnotation();
        in.skip(again.position() - in.position());
      }
    } catch (FormatException shownAsDamaged) {
      return null;
    }
    return null;
  }

  private void read(ByteCursor in) throws FormatException {
    for (int pairs = in.u2(); pairs > 0; pairs--) {
      String name = file.pool.utf8(in.u2());
      switch (name) {
        case "d1" -> indexes(in, first);
        case "d2" -> indexes(in, second);
        default -> {
          StringBuilder value = new StringBuilder();
          new AnnotationText(file.pool, in, value).value();
          if (name.equals("k")) {
            kind = value.length() == 1 ? value.charAt(0) - '0' : 0;
          } else if (name.equals("mv")) {
            version = value.toString();
          } else {
            rest = rest + ' ' + name + '=' + value;
          }
        }
      }
    }
  }

  private static void indexes(ByteCursor in, List<Integer> into) throws FormatException {
    if (in.u1() != '[') {
      throw FormatException.at(in.position(), "Kotlin metadata holds no array");
    }
    for (int left = in.u2(); left > 0; left--) {
      in.u1();
      into.add(in.u2());
    }
  }

  /** Returns which version of the metadata the compiler wrote. */
  String version() {
    return "metadata version " + version + '\n';
  }

  @Override
  public CharSequence text() throws FormatException {
    StringBuilder out = new StringBuilder();
    out.append(kind >= 0 && kind < KINDS.length ? KINDS[kind] : "kind " + kind).append(rest.isEmpty() ? "" : ',' + rest).append('\n');
    if (kind == 4) {
      for (int index : first) {
        out.append("  part ").append(file.pool.utf8(index)).append('\n');
      }
    } else if (!first.isEmpty()) {
      for (String line : declarations()) {
        out.append(line).append('\n');
      }
    }
    return out;
  }

  private List<String> declarations() throws FormatException {
    byte[] data = data();
    ProtoMessage types = ProtoMessage.delimited(data, 0);
    List<String> stored = new ArrayList<>();
    for (int index : second) {
      stored.add(file.pool.utf8(index));
    }
    KotlinDeclarations declarations = new KotlinDeclarations(new KotlinStrings(types, stored));
    ProtoMessage message = new ProtoMessage(data, types.end(), data.length);
    return kind == 1 ? declarations.ofClass(message) : kind == 3 ? List.of("  " + declarations.function(message))
        : declarations.ofPackage(message);
  }

  /** Returns the bytes that the characters behind the mark U+0000 stand for. */
  private byte[] data() throws FormatException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int index : first) {
      ModifiedUtf8.lowBytes(file.bytes, file.pool.contentStart(index), file.pool.contentLength(index), out);
    }
    byte[] all = out.toByteArray();
    if (all.length == 0 || all[0] != 0) {
      throw new FormatException("Kotlin metadata is coded in another way than with one character a byte");
    }
    return java.util.Arrays.copyOfRange(all, 1, all.length);
  }
}
