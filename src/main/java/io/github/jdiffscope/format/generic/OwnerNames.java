package io.github.jdiffscope.format.generic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Names of users and groups by their numbers; each is asked of the system once, not once a file. */
final class OwnerNames {
  private final Map<Integer, String> owners = new HashMap<>();
  private final Map<Integer, String> groups = new HashMap<>();

  /** Returns the name of a file's owner. */
  String owner(int uid, Path path) throws IOException {
    String name = owners.get(uid);
    if (name == null) {
      name = Files.getAttribute(path, "unix:owner", LinkOption.NOFOLLOW_LINKS).toString();
      owners.put(uid, name);
    }
    return name;
  }

  /** Returns the name of a file's group. */
  String group(int gid, Path path) throws IOException {
    String name = groups.get(gid);
    if (name == null) {
      name = Files.getAttribute(path, "unix:group", LinkOption.NOFOLLOW_LINKS).toString();
      groups.put(gid, name);
    }
    return name;
  }
}
