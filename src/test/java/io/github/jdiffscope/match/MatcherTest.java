package io.github.jdiffscope.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.ArtifactPair;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MatcherTest {

  @Test
  void namesakesPairAndTheOthersStandAloneInOrder() {
    assertThat(pairs("a b d", "b c d")).containsExactly("a|-", "b|b", "-|c", "d|d");
  }

  @Test
  void theNthOfARepeatedNamePairsWithTheNth() {
    assertThat(pairs("x x", "x x x")).containsExactly("x|x", "x|x", "-|x");
  }

  @Test
  void aVersionOrACompressionSuffixInTheNameIsNoObstacle() {
    assertThat(pairs("lib-1.2/a lib-1.2/b", "lib-1.10/a lib-1.10/b"))
        .containsExactly("lib-1.2/a|lib-1.10/a", "lib-1.2/b|lib-1.10/b");
    assertThat(pairs("control.tar.gz data.tar.xz", "control.tar.zst data.tar.zst"))
        .containsExactly("control.tar.gz|control.tar.zst", "data.tar.xz|data.tar.zst");
  }

  @Test
  void theVersionOfAFolderIsNoneOfItsFiles() {
    assertThat(pairs("m-1/iso8859-7 m-1/iso8859-9 m-1/utf8", "m-2/iso8859-7 m-2/iso8859-9 m-2/utf8")).containsExactly(
        "m-1/iso8859-7|m-2/iso8859-7", "m-1/iso8859-9|m-2/iso8859-9", "m-1/utf8|m-2/utf8");
    assertThat(pairs("v1/a-1.jar v2/a-1.jar", "v1/a-2.jar v2/a-2.jar"))
        .containsExactly("v1/a-1.jar|v1/a-2.jar", "v2/a-1.jar|v2/a-2.jar");
  }

  @Test
  void likeContentsPairUnderOtherNames() {
    assertThat(pairs("Old Other", "New Strange")).contains("Old|New");
  }

  @Test
  void swappedContainersGiveSwappedPairs() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Artifact> left = artifacts(randomNames(random));
      List<Artifact> right = artifacts(randomNames(random));
      List<ArtifactPair> there = Matcher.match(left, right, MatcherTest::digest, 110);
      List<ArtifactPair> back = Matcher.match(right, left, MatcherTest::digest, 110);
      assertThat(back.stream().map(ArtifactPair::swapped)).containsExactlyElementsOf(there);
    }
  }

  private static String randomNames(Random random) {
    StringBuilder names = new StringBuilder();
    for (int n = random.nextInt(8); n >= 0; n--) {
      names.append((char) ('a' + random.nextInt(9))).append(' ');
    }
    return names.toString();
  }

  private static List<String> pairs(String left, String right) {
    return Matcher.match(artifacts(left), artifacts(right), MatcherTest::digest, 110).stream()
        .map(pair -> name(pair.left()) + "|" + name(pair.right())).toList();
  }

  private static String name(Artifact artifact) {
    return artifact == null ? "-" : artifact.name();
  }

  /** Returns a digest by which Old and New are alike and nothing else is. */
  private static Tlsh digest(Artifact artifact) {
    boolean renamed = artifact.name().equals("Old") || artifact.name().equals("New");
    byte[] content = new byte[2000];
    new Random(renamed ? 1 : artifact.name().hashCode()).nextBytes(content);
    content[0] = artifact.name().getBytes(StandardCharsets.UTF_8)[0];
    return Tlsh.of(content);
  }

  private static List<Artifact> artifacts(String names) {
    return Stream.of(names.trim().split(" "))
        .map(name -> new Artifact(name, ArtifactKind.FILE, "", BlobLocation.stored("f", 0, 1), null)).toList();
  }
}
