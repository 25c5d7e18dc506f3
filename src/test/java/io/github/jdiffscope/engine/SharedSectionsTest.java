package io.github.jdiffscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.SharedDifference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What many members share is said once, and no member goes unnamed. */
class SharedSectionsTest {
  private static final Difference VERSION = Difference.section("version", "@@ -1 +1 @@\n-1\n+2\n", false, List.of());

  private static Difference section(String title) {
    return Difference.section(title, "@@ -1 +1 @@\n-" + title + "\n+other\n", false, List.of());
  }

  private static Difference member(String name, Difference... sections) {
    return new Difference(name, name, "jvm/class", ChangeKind.CHANGED, List.of(), null, false, null, null, null,
        List.of(), List.of(sections));
  }

  private static List<Difference> members(int alike) {
    List<Difference> members = new ArrayList<>();
    for (int i = 0; i < alike; i++) {
      members.add(member("A" + i, VERSION));
    }
    return members;
  }

  @Test
  void namesMembersThatDifferInNothingElseAndLeavesTheOthersAsTheyAre() {
    List<Difference> members = members(5);
    Difference mixed = member("M", VERSION, section("code"));
    Difference none = member("N", section("code of N"));
    members.addAll(List.of(mixed, none));
    List<Difference> folded = SharedSections.of(members);
    assertThat(folded).extracting(Difference::source1).containsExactly("version of 5 members", "M", "N");
    assertThat(SharedDifference.names(folded.get(0))).containsExactly("A0", "A1", "A2", "A3", "A4");
    assertThat(folded.subList(1, 3)).containsExactly(mixed, none);
    assertThat(SharedDifference.isOf(folded.get(0), mixed, "version")).isFalse();
  }

  @Test
  void saysOnceWhatAllShareAndNamesTheFewThatDoNot() {
    List<Difference> members = members(199);
    members.add(member("M", VERSION, section("code")));
    Difference none = member("N", section("code of N"));
    members.add(none);
    List<Difference> folded = SharedSections.of(members);
    assertThat(folded).extracting(Difference::source1).containsExactly("version of 200 members", "M", "N");
    assertThat(folded.get(0).comments()).hasSize(200).startsWith(
        "in all members of this format that differ but in N, said here only; 199 differ in nothing else:", "A0");
    assertThat(folded.get(0).details()).containsExactly(VERSION);
    assertThat(folded.get(1).details()).containsExactly(section("code"));
    assertThat(SharedDifference.isOf(folded.get(0), folded.get(1), "version")).isTrue();
    assertThat(SharedDifference.isOf(folded.get(0), none, "version")).isFalse();
  }

  @Test
  void namesInSectionsDifferAndMeanTheSame() {
    List<Difference> members = new ArrayList<>();
    for (String name : List.of("a/Map.class", "a/Map$Entry.class", "List.class", "a/Set.class", "b/Set.class")) {
      String file = name.substring(name.indexOf('/') + 1).replaceAll("[.$].*", "") + ".java";
      members.add(member(name, VERSION,
          Difference.section("source", "@@ -1 +0,0 @@\n-" + file + "\n", false, List.of()), section("code of " + name)));
    }
    List<Difference> folded = SharedSections.of(members);
    assertThat(folded).hasSize(6);
    assertThat(folded.get(0).source1()).isEqualTo("version, source of 5 members");
    assertThat(folded.get(0).details().get(1).unifiedDiff()).isEqualTo("@@ -1 +0,0 @@\n-{name}.java\n");
    assertThat(folded.get(0).comments()).containsExactly("in all members of this format that differ, said here only");
    assertThat(folded.get(2).details()).containsExactly(section("code of a/Map$Entry.class"));
  }

  @Test
  void whatSomeShareBesidesIsSaidOfThem() {
    List<Difference> members = members(6);
    for (int i = 0; i < 5; i++) {
      members.add(member("B" + i, VERSION, section("debug"), section("source")));
    }
    members.add(member("C", VERSION, section("debug")));
    assertThat(SharedSections.of(members)).extracting(Difference::source1)
        .containsExactly("version of 12 members", "debug, source of 5 members", "C");
  }

  @Test
  void fewMembersAndThoseWithMoreToSayStay() {
    assertThat(SharedSections.of(members(4))).isEqualTo(members(4));
    List<Difference> members = members(4);
    members.add(member("C", VERSION).withComments(List.of("damaged")));
    members.add(member("F", VERSION).withFailure(FailureKind.TIMEOUT));
    members.add(new Difference("old", "new", "jvm/class", ChangeKind.RENAMED, List.of(), null, false, null, null, null,
        List.of(), List.of(VERSION)));
    assertThat(SharedSections.of(members)).isEqualTo(members);
  }
}
