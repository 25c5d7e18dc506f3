package io.github.jdiffscope.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.worker.BlockDiffer.Made;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovedFieldsTest {

  @Test
  void linesThatDifferInOffsetsAreSaidOnceWithTheirPlaces() {
    List<Made> left = parts("f:\n push rbp\n mov eax, [rdi+0x8]\n nop\n mov eax, [rdi+0x8]\n mov ecx, 0x10\n");
    List<Made> right = parts("f:\n push rbp\n mov eax, [rdi+0x18]\n nop\n mov eax, [rdi+0x18]\n mov ecx, 0x20\n");
    assertThat(MovedFields.shorten(left, right).count()).isOne();
    assertThat(left.get(0).text()).endsWith("     2  mov eax, [rdi+0x8]\n     5  mov ecx, 0x10\n").doesNotContain("push");
    assertThat(right.get(0).text()).endsWith("     2  mov eax, [rdi+0x18]\n     5  mov ecx, 0x20\n");
  }

  @Test
  void whatMostMovedByIsSaid() {
    assertThat(MovedFields.shorten(parts("f:\n mov eax, [rdi+0x8]\n mov ecx, [rdi+0x30]\n mov edx, [rsp-0x8]\n"),
        parts("f:\n mov eax, [rdi+0x18]\n mov ecx, [rdi+0x40]\n mov edx, [rsp-0x10]\n")).usualMove()).isEqualTo("+0x10");
    assertThat(MovedFields.shorten(parts("f:\n mov eax, [rdi+0x8]\n mov edx, [rsp-0x8]\n mov edx, [rsp-0x10]\n"),
        parts("f:\n mov eax, [rdi+0x18]\n mov edx, [rsp-0x10]\n mov edx, [rsp-0x18]\n")).usualMove()).isEqualTo("-0x8");
  }

  @Test
  void twoChangesOfOneLineAreBothSaid() {
    List<Made> left = parts("f:\n mov eax, [rdi+0x8]\n mov eax, [rdi+0x8]\n");
    List<Made> right = parts("f:\n mov eax, [rdi+0x18]\n mov eax, [rdi+0x28]\n");
    assertThat(MovedFields.shorten(left, right).count()).isOne();
    assertThat(right.get(0).text()).endsWith("     1  mov eax, [rdi+0x18]\n     2  mov eax, [rdi+0x28]\n");
  }

  @Test
  void whatDiffersInMoreStaysWhole() {
    assertUntouched("f:\n mov eax, [rdi+0x8]\n", "f:\n mov eax, [rsi+0x18]\n");
    assertUntouched("f:\n mov eax, [rdi+0x8]\n", "f:\n mov eax, [rdi+0x18]\n ret\n");
    assertUntouched("f:\n mov eax, [rdi+0x8]\n ret\n", "f:\n mov eax, [rdi+0x18]\n");
    assertUntouched("f:\n mov eax, [rdi]\n", "f:\n mov eax, [rdi+0x8]\n");
    assertUntouched("f 0x1:\n mov eax, [rdi+0x8]\n", "f 0x2:\n mov eax, [rdi+0x18]\n");
    // A constant is no offset: what stands around it tells what it is for.
    assertUntouched("f:\n mov eax, 0x8\n", "f:\n mov eax, 0x18\n");
    assertUntouched("f:\n mov eax, [rdi+0x8]\n mov eax, 0x8\n", "f:\n mov eax, [rdi+0x8]\n mov eax, 0x18\n");
  }

  @Test
  void namesakesAreNotGuessedAt() {
    List<Made> left = parts("f:\n mov eax, [rdi+0x8]\n", "f:\n mov ecx, [rdi+0x8]\n");
    List<Made> right = parts("f:\n mov eax, [rdi+0x18]\n", "f:\n mov ecx, [rdi+0x18]\n");
    assertThat(MovedFields.shorten(left, right).count()).isZero();
  }

  private static void assertUntouched(String before, String after) {
    List<Made> left = parts(before);
    List<Made> right = parts(after);
    assertThat(MovedFields.shorten(left, right).count()).isZero();
    assertThat(left.get(0).text()).isEqualTo(before);
    assertThat(right.get(0).text()).isEqualTo(after);
  }

  private static List<Made> parts(String... texts) {
    List<Made> parts = new ArrayList<>();
    for (String text : texts) {
      parts.add(new Made("f", text, List::of));
    }
    return parts;
  }
}
