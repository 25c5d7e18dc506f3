package io.github.jdiffscope.format.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TiffDirectoriesTest {

  @Test
  void countsAChainAndStopsAtOneThatBitesItsTail() throws Exception {
    assertThat(TiffDirectories.count(file(14, 0), 100)).isEqualTo(2);
    assertThat(TiffDirectories.count(file(14, 0), 1)).isEqualTo(1);
    assertThatThrownBy(() -> TiffDirectories.count(file(14, 8), 100)).isInstanceOf(FormatException.class)
        .hasMessage("TIFF: the directory at byte 8 follows itself");
  }

  /** Returns two directories without entries, at 8 and at 14. */
  private static Blob file(int afterFirst, int afterSecond) {
    ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    bytes.putShort((short) 0).putInt(afterFirst).putShort((short) 0).putInt(afterSecond);
    return Blob.of(bytes.array());
  }
}
