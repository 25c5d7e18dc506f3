package demo;

import java.util.ArrayList;
import java.util.List;

public class Account {
  private final List<String> log = new ArrayList<>();
  private long balance;

  public long deposit(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("negative: " + amount);
    }
    balance += amount;
    log.add("deposit " + amount);
    return balance;
  }

  public void print() {
    log.forEach(line -> System.out.println(line));
  }
}
