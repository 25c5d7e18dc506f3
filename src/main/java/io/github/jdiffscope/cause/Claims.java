package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Causes claimed so far for one node, each with how often and what was seen first. */
final class Claims {

  /** One cause: how many lines it explains and what the first showed. */
  private record Claim(String id, int lines, String detail) {}

  private final Map<String, Claim> claims = new LinkedHashMap<>();
  private boolean unexplained;
  private String whyUnexplained = "";

  /** Claims a cause for one changed line or pair of lines; {@code detail} may be empty. */
  void add(String id, String detail) {
    add(new Claim(id, 1, detail));
  }

  private void add(Claim claim) {
    Claim earlier = claims.get(claim.id());
    claims.put(claim.id(), earlier == null ? claim : new Claim(claim.id(), earlier.lines() + claim.lines(),
        earlier.detail().isEmpty() ? claim.detail() : earlier.detail()));
  }

  void addAll(Claims others) {
    for (Claim claim : others.claims.values()) {
      add(claim);
    }
    if (others.unexplained) {
      addUnexplained(others.whyUnexplained);
    }
  }

  void addUnexplained() {
    addUnexplained("");
  }

  /** Says that something is left, and why where that is known. */
  void addUnexplained(String why) {
    unexplained = true;
    whyUnexplained = why;
  }

  boolean isEmpty() {
    return claims.isEmpty();
  }

  boolean has(String id) {
    return claims.containsKey(id);
  }

  /** Says that all claims of one cause are of another, more specific one. */
  void rename(String from, String to) {
    Claim claim = claims.remove(from);
    if (claim != null) {
      add(new Claim(to, claim.lines(), claim.detail()));
    }
  }

  /** Returns the causes; with {@code unexplained} behind them if something else is left. */
  List<Cause> causes(Place place) {
    List<Cause> causes = new ArrayList<>(claims.size() + 1);
    for (Claim claim : claims.values()) {
      causes.add(new Cause(claim.id(), detail(claim), Remedies.of(claim.id(), place)));
    }
    if (unexplained && !causes.isEmpty()) {
      causes.add(new Cause(Causes.UNEXPLAINED, whyUnexplained, ""));
    }
    return causes;
  }

  private static String detail(Claim claim) {
    if (claim.lines() == 1 || claim.detail().isEmpty()) {
      return claim.detail();
    }
    return claim.detail() + " and " + (claim.lines() - 1) + " more";
  }
}
