package io.github.jdiffscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobOpenerTest {
  private static final long LIMIT = 32 << 20;

  @TempDir
  Path folder;

  private BlobOpener opener() {
    return new BlobOpener(new Scratch(folder.resolve("scratch"), LIMIT));
  }

  private BlobLocation deflated(int size, long claimed) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(9, true))) {
      byte[] zeros = new byte[1 << 20];
      for (int left = size; left > 0; left -= zeros.length) {
        out.write(zeros, 0, Math.min(left, zeros.length));
      }
    }
    Path file = Files.write(folder.resolve("data"), bytes.toByteArray());
    return new BlobLocation(file.toString(), List.of(new Extent(0, bytes.size())), Coding.DEFLATE, claimed);
  }

  @Test
  void whatItIsDoesNotDependOnWhatItClaims() throws Exception {
    for (int size : new int[] {0, 1, 1000, 9 << 20}) {
      for (long claimed : new long[] {size, BlobLocation.UNKNOWN_SIZE, 0, 1, size + 7L}) {
        try (Blob blob = opener().open(deflated(size, claimed))) {
          assertThat(blob.size()).as(size + " bytes that claim to be " + claimed).isEqualTo(size);
        }
      }
    }
  }

  @Test
  void aClaimOfMoreThanIsAllowedIsRefusedBeforeAnythingIsUnpacked() throws Exception {
    BlobLocation bomb = deflated(10, 10L << 30);
    assertThatThrownBy(() -> opener().open(bomb)).isInstanceOf(LimitException.class)
        .hasMessage("not unpacked: it claims 10,737,418,240 bytes, more than the 33,554,432 that are allowed (--max-unpacked)");
    assertThat(folder.resolve("scratch")).doesNotExist();
  }

  @Test
  void aBombThatClaimsNothingStopsAtTheLimitAndLeavesNothingOnDisk() throws Exception {
    BlobLocation bomb = deflated(64 << 20, BlobLocation.UNKNOWN_SIZE);
    assertThatThrownBy(() -> opener().open(bomb)).isInstanceOf(LimitException.class)
        .hasMessage("unpacking stopped after 33,554,432 bytes (--max-unpacked)");
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void damageIsSaidWithItsPlace() throws Exception {
    Path file = Files.write(folder.resolve("bad"), new byte[] {7, 7, 7, 7, 7, 7});
    BlobLocation damaged = new BlobLocation(file.toString(), List.of(new Extent(0, 6)), Coding.DEFLATE, 100);
    assertThatThrownBy(() -> opener().open(damaged)).isInstanceOf(FormatException.class)
        .hasMessageStartingWith("DEFLATE stream is damaged at byte ");
  }

  @Test
  void namesOfAnyBytesSurvive() throws Exception {
    byte[] name = {'a', (byte) 0xFF, 'b', (byte) 0xC3, (byte) 0xA4, (byte) 0xC3};
    String text = FileNames.decode(name);
    assertThat(text).isEqualTo("a\uDCFFb\u00E4\uDCC3");
    assertThat(FileNames.bytes(text)).isEqualTo(name);
    Path path = FileNames.toPath(folder + "/" + text);
    Files.writeString(path, "x");
    try (var files = Files.list(folder)) {
      assertThat(files.map(FileNames::of)).contains(folder + "/" + text);
    }
  }

  @Test
  void extentsAndHolesReadAsOne() throws Exception {
    Path file = Files.write(folder.resolve("parts"), "0123456789".getBytes());
    BlobLocation parts = new BlobLocation(file.toString(),
        List.of(new Extent(7, 2), Extent.hole(3), new Extent(0, 1)), Coding.STORED, 6);
    try (Blob blob = opener().open(parts)) {
      assertThat(blob.all(100)).isEqualTo(new byte[] {'7', '8', 0, 0, 0, '0'});
      assertThat(blob.bytes(3, 3)).isEqualTo(new byte[] {0, 0, '0'});
    }
  }
}
