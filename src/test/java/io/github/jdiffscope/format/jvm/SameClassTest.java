package io.github.jdiffscope.format.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** What is said to read the same without being made does so, in sound classes and in damaged ones. */
class SameClassTest {
  private static final Path FIXTURES = Path.of("testdata/jvm/class");
  private static final int MUTATIONS = Integer.getInteger("mutations", 150);

  private static Map<String, SectionContent.TextSource> describe(byte[] bytes) {
    Map<String, SectionContent.TextSource> texts = new LinkedHashMap<>();
    Sections sections = new Sections() {
      @Override
      public void add(Section section) {
        if (section.content() instanceof SectionContent.Text text) {
          texts.put(section.title(), text.source());
        }
      }

      @Override
      public void comment(String sentence) {}
    };
    try {
      new ClassComparator().describe(new Opened(bytes), sections, NO_MEMBERS);
    } catch (IOException damaged) {
      // What came before is kept.
    }
    return texts;
  }

  private static final MemberSink NO_MEMBERS = (MemberSink) java.lang.reflect.Proxy.newProxyInstance(
      SameClassTest.class.getClassLoader(), new Class<?>[] {MemberSink.class}, (proxy, method, arguments) -> null);

  private record Opened(byte[] bytes) implements OpenArtifact {
    @Override
    public Artifact artifact() {
      return new Artifact("X.class", ArtifactKind.FILE, "jvm/class", BlobLocation.wholeFile(Path.of("X.class"),
          bytes.length), null);
    }

    @Override
    public Blob blob() {
      return Blob.of(bytes);
    }

    @Override
    public Scope scope() {
      return Scope.DEFAULT;
    }
  }

  private static List<byte[]> classes() throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (var files = Files.walk(FIXTURES)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".class")).sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    for (String name : List.of("java/util/stream/Collectors", "java/lang/Enum", "java/lang/Record",
        "java/lang/annotation/Retention", "java/lang/invoke/VarHandle$AccessMode", "module-info")) {
      try (InputStream in = Object.class.getModule().getResourceAsStream(name + ".class")) {
        all.add(in.readAllBytes());
      }
    }
    try (InputStream in = SameClassTest.class.getResourceAsStream("SameClassTest$Opened.class")) {
      all.add(in.readAllBytes());
    }
    return all;
  }

  /** Fails if a text is said to be the same and is not; counts those that were said to be. */
  private static int check(byte[] left, byte[] right, String what) throws IOException {
    Map<String, SectionContent.TextSource> a = describe(left);
    Map<String, SectionContent.TextSource> b = describe(right);
    int same = 0;
    for (Map.Entry<String, SectionContent.TextSource> entry : a.entrySet()) {
      SectionContent.TextSource other = b.get(entry.getKey());
      if (other != null && entry.getValue().isSameAs(other)) {
        same++;
        assertThat(text(other)).as(what + ": " + entry.getKey()).isEqualTo(text(entry.getValue()));
      }
    }
    return same;
  }

  private static String text(SectionContent.TextSource source) {
    try {
      return source.text().toString();
    } catch (IOException damaged) {
      return damaged.getMessage();
    }
  }

  @Test
  void aCopyReadsTheSameInAllOfItsParts() throws IOException {
    for (byte[] bytes : classes()) {
      long parts = describe(bytes).values().stream()
          .filter(source -> source instanceof CodeText || source instanceof DeclarationText
              || source instanceof ClassOrder || source instanceof StackMapText).count();
      assertThat(check(bytes, bytes.clone(), "copy")).isGreaterThanOrEqualTo((int) parts + 3);
    }
  }

  @Test
  void anotherConstantPoolHidesNothingThatReadsTheSame() throws IOException {
    for (byte[] bytes : classes()) {
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(bytes).accept(writer, 0);
      byte[] rewritten = writer.toByteArray();
      check(bytes, rewritten, "rewritten");
      Map<String, SectionContent.TextSource> a = describe(bytes);
      Map<String, SectionContent.TextSource> b = describe(rewritten);
      for (Map.Entry<String, SectionContent.TextSource> entry : a.entrySet()) {
        if (entry.getKey().startsWith("code of") && text(entry.getValue()).equals(text(b.get(entry.getKey())))
            && ClassFile.read(bytes).pool.count() < 256) {
          assertThat(entry.getValue().isSameAs(b.get(entry.getKey()))).as(entry.getKey()).isTrue();
        }
      }
    }
  }

  @Test
  void whatDiffersIsNeverSaidToBeTheSame() throws IOException {
    Random random = new Random(17);
    List<byte[]> classes = classes();
    Map<Boolean, Integer> found = new HashMap<>();
    for (int i = 0; i < MUTATIONS; i++) {
      for (int n = 0; n < classes.size(); n++) {
        byte[] left = classes.get(n);
        byte[] right = left.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
          right[8 + random.nextInt(right.length - 8)] = (byte) (random.nextBoolean() ? random.nextInt(256)
              : right[8 + random.nextInt(right.length - 8)]);
        }
        found.merge(check(left, right, "class " + n + ", mutation " + i) > 0, 1, Integer::sum);
        // Pairs of one fixture stand side by side.
        check(classes.get(n ^ 1 & (n < classes.size() - 1 ? 1 : 0)), right, "partner of " + n + ", mutation " + i);
      }
    }
    assertThat(found.get(true)).isGreaterThan(MUTATIONS);
  }
}
