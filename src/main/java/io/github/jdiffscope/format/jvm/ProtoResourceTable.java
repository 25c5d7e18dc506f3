package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A resource table as a protocol buffer (aapt2, Resources.proto: ResourceTable), a line for each value. */
final class ProtoResourceTable {
  private final ProtoMessage table;

  ProtoResourceTable(ProtoMessage table) {
    this.table = table;
  }

  /** Returns the lines of each package, by its name. */
  Map<String, String> packages(boolean numbers) throws FormatException {
    Map<String, List<String>> lines = new TreeMap<>();
    for (ProtoMessage part : table.messages(2)) {
      List<String> own = lines.computeIfAbsent(LineText.printable(String.valueOf(part.text(2))), name -> new ArrayList<>());
      for (ProtoMessage type : part.messages(3)) {
        for (ProtoMessage entry : type.messages(3)) {
          if (numbers) {
            own.add(number(part, type, entry));
          } else {
            values(type, entry, own);
          }
        }
      }
    }
    Map<String, String> texts = new TreeMap<>();
    lines.forEach((name, own) -> {
      own.sort(null);
      texts.put(name, own.isEmpty() ? "" : String.join("\n", own) + '\n');
    });
    return texts;
  }

  private static String name(ProtoMessage type, ProtoMessage entry) {
    return LineText.printable(type.text(2) + '/' + entry.text(2));
  }

  private static String number(ProtoMessage part, ProtoMessage type, ProtoMessage entry) throws FormatException {
    long id = id(part) << 24 | id(type) << 16 | id(entry);
    StringBuilder out = new StringBuilder();
    ResourceValue.hex(out, (int) id);
    return out.append(' ').append(name(type, entry)).toString();
  }

  private static long id(ProtoMessage message) throws FormatException {
    ProtoMessage id = message.message(1);
    return id == null ? 0 : id.number(1, 0);
  }

  private static void values(ProtoMessage type, ProtoMessage entry, List<String> lines) throws FormatException {
    ProtoMessage visibility = entry.message(3);
    long level = visibility == null ? 0 : visibility.number(1, 0);
    String mark = level == 2 ? " public" : level == 1 ? " private" : "";
    for (ProtoMessage configured : entry.messages(6)) {
      String config = ProtoResource.config(configured.message(1));
      StringBuilder out = new StringBuilder(name(type, entry)).append(config.isEmpty() ? "" : " [" + config + ']')
          .append(mark).append(" = ");
      ProtoMessage value = configured.message(2);
      if (value != null && value.has(4)) {
        ProtoResource.item(out, value.message(4));
      } else if (value != null && value.has(5)) {
        ProtoResource.compound(out, value.message(5));
      }
      lines.add(out.append(value != null && value.number(3, 0) != 0 ? " weak" : "").toString());
    }
  }

  /** Returns the tools that made it, a line each. */
  String tools() throws FormatException {
    StringBuilder out = new StringBuilder();
    for (ProtoMessage tool : table.messages(4)) {
      out.append(LineText.printable(String.valueOf(tool.text(1)))).append(": ")
          .append(LineText.printable(String.valueOf(tool.text(2)))).append('\n');
    }
    return out.toString();
  }
}
