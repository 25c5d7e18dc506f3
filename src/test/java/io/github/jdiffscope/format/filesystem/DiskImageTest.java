package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.format.FormatComparator;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Disk images hold the very disk that their makers put into them, where these are installed. */
class DiskImageTest {
  @TempDir
  Path folder;

  private static void run(String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException notInstalled) {
      Assumptions.abort(command[0] + " is not installed");
      return;
    }
    String out = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(out).isZero();
  }

  /** Returns a disk of 5 MiB and a bit with data at its start, past a hole, and at its end. */
  private Path disk() throws IOException {
    Path raw = folder.resolve("raw");
    byte[] noise = new byte[70_000];
    new Random(7).nextBytes(noise);
    try (RandomAccessFile file = new RandomAccessFile(raw.toFile(), "rw")) {
      file.setLength((5 << 20) + 4096);
      file.write("first".getBytes());
      file.seek(3 << 20);
      file.write(noise);
      file.write(new byte[9000]);
      file.seek(file.length() - 4);
      file.write("last".getBytes());
    }
    return raw;
  }

  private static FormatComparator comparator(String format) {
    return switch (format) {
      case "vpc" -> new VhdComparator();
      case "vdi" -> new VdiComparator();
      case "vmdk" -> new VmdkComparator();
      case "vhdx" -> new VhdxComparator();
      case "dmg" -> new DmgComparator();
      case "simg" -> new AndroidSparseComparator();
      default -> new Qcow2Comparator();
    };
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      vpc   | -o subformat=fixed,force_size=on
      vpc   | -o subformat=dynamic,force_size=on
      vhdx  | -o subformat=fixed
      vhdx  | -o subformat=dynamic,block_size=1M
      vdi   | -o static=off
      vdi   | -o static=on
      vmdk  | -o subformat=monolithicSparse
      vmdk  | -o subformat=streamOptimized
      qcow2 | -o compat=0.10
      qcow2 | -o compat=1.1,cluster_size=512
      qcow2 | -c -o cluster_size=65536
      qcow2 | -c -o compat=1.1,compression_type=zstd
      """)
  void holdsTheDiskThatWasConverted(String format, String options) throws Exception {
    Path raw = disk();
    Path image = folder.resolve("image");
    List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-f", "raw", "-O", format));
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of(raw.toString(), image.toString()));
    run(command.toArray(String[]::new));

    Described ours = Described.of(comparator(format), image);

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.members().get("disk.raw")).isEqualTo(Files.readAllBytes(raw));
    assertThat(ours.sections().get("qemu-img info {}")).contains("file format: " + format + "\n",
        "virtual size: " + Files.size(raw) + " bytes\n");
  }

  @Test
  void androidSparseImageHoldsTheImage() throws Exception {
    Path raw = disk();
    Path image = folder.resolve("image");
    run("img2simg", raw.toString(), image.toString());

    assertThat(Described.of(comparator("simg"), image).members().get("disk.raw")).isEqualTo(Files.readAllBytes(raw));
  }

  /** A disk image of macOS, coded in all ways there are, holds the disk that 7-Zip finds in it. */
  @Test
  void dmgHoldsTheDiskThat7zFinds() throws Exception {
    Path image = Path.of("testdata/filesystem/dmg/content/left.dmg").toAbsolutePath();
    run("7z", "x", "-tDmg", "-y", "-o" + folder.resolve("out"), image.toString());

    Described ours = Described.of(comparator("dmg"), image);

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.sections().get("compression")).contains("1 ADC, 1 LZFSE, 1 LZMA, 1 bzip2, 1 stored, 1 zeros, 2 zlib");
    try (Stream<Path> theirs = Files.list(folder.resolve("out"))) {
      assertThat(ours.members().get("disk.raw")).isEqualTo(Files.readAllBytes(theirs.findFirst().orElseThrow()));
    }
  }

  @Test
  void differingVhdxIsNotRead() throws Exception {
    Path image = folder.resolve("image");
    run("qemu-img", "convert", "-f", "raw", "-O", "vhdx", "-o", "block_size=1M", disk().toString(), image.toString());
    byte[] content = Files.readAllBytes(image);
    int metadata = 3 << 20;
    assertThat(new String(content, metadata, 8)).isEqualTo("metadata");
    // The flags of the file parameters, which its first item places.
    content[metadata + ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(metadata + 48) + 4] = 2;
    Files.write(image, content);

    Described ours = Described.of(new VhdxComparator(), image);

    assertThat(ours.members()).isEmpty();
    assertThat(ours.sections().get("qemu-img info {}")).contains("flags: has-parent");
    assertThat(ours.comments()).containsExactly(
        "the disk is a difference to another one: its contents are compared as they are stored");
  }

  @Test
  void backingFileIsNotRead() throws Exception {
    Path image = folder.resolve("image");
    run("qemu-img", "create", "-f", "qcow2", "-b", disk().toString(), "-F", "raw", image.toString());

    Described ours = Described.of(new Qcow2Comparator(), image);

    assertThat(ours.members()).isEmpty();
    assertThat(ours.comments()).hasSize(1).first().asString().contains("backing file");
  }

  @ParameterizedTest
  @CsvSource({"vpc,vhd/fixed/left.vhd", "vdi,vdi/content/left.vdi", "vmdk,vmdk/sparse/left.vmdk",
      "vmdk,vmdk/stream/left.vmdk", "dmg,dmg/content/left.dmg", "simg,android-sparse/content/left.simg", "qcow2,qcow2/compressed/left.qcow2"})
  void damageEndsInAComment(String format, String fixture) throws Exception {
    byte[] sound = Files.readAllBytes(Path.of("testdata/filesystem", fixture));
    Random random = new Random(11);
    Path image = folder.resolve("image");
    for (int i = 0; i < 40; i++) {
      byte[] damaged = sound.clone();
      for (int j = 0; j <= i % 4; j++) {
        // Where the structures are: the first sectors, else anywhere.
        damaged[random.nextInt(i % 3 == 0 ? damaged.length : 1024)] = (byte) random.nextInt();
      }
      Files.write(image, damaged);
      try {
        Described ours = Described.of(comparator(format), image);
        assertThat(ours.members().isEmpty() && ours.comments().isEmpty()).isFalse();
      } catch (IOException said) {
        assertThat(said).hasMessageMatching("(?s).{10,}");
      }
    }
  }

  @Test
  void largeHolesAreLeftOutWithAComment() throws IOException {
    Extents sparse = new Extents(Blob.of("abc".getBytes())).add(0, 3).addHole(5L << 30);
    assertThat(TreeEntry.at(sparse).remark()).isEqualTo(
        "5368709120 bytes of holes are left out of its contents, 3 bytes of data are compared");
    assertThat(TreeEntry.at(new Extents(Blob.of("abc".getBytes())).add(0, 3).addHole(9)).remark()).isNull();
  }
}
