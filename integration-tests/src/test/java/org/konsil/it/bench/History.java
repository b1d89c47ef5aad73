package org.konsil.it.bench;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A room as a user reads it, from its end backwards. */
final class History {
  private static final int MAX_PAGES = 20;

  private final Connection connection;
  private final Account user;
  private final String room;

  History(Connection connection, Account user, String room) {
    this.connection = connection;
    this.user = user;
    this.room = room;
  }

  /** How many different marks of the form {@code bench:NUMBER} begin so; looks for no more. */
  int count(String beginning, int wanted) {
    Pattern mark = Pattern.compile(Pattern.quote(beginning) + "\\d+");
    Set<String> found = new HashSet<>();
    String from = "";
    for (int page = 0; page < MAX_PAGES && found.size() < wanted && from != null; page++) {
      String start = from.isEmpty() ? "" : "&from=" + Call.encode(from);
      Reply reply =
          connection.get(Call.room(room) + "/messages?dir=b&limit=100" + start, user.token()).ok();
      for (Matcher matcher = mark.matcher(reply.text()); matcher.find(); ) {
        found.add(matcher.group());
      }
      from = reply.json().path("end").textValue();
    }
    return found.size();
  }
}
