package org.konsil.profile;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * Finds the users of the caller's own domain; the directory of one domain is closed to all others.
 * Only without the TI-M policy it also finds those of other servers who share a room with the
 * caller.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#user-directory">User directory</a>
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class UserDirectoryService {
  private static final int MOST = 50;

  @Inject private ProfileStore profiles;
  @Inject private KonsilConfig config;
  @Inject private RoomNeighbours neighbours;

  /** Found users, and whether there are more. */
  public record Found(List<Profile> users, boolean limited) {}

  /**
   * Users whose display name or localpart contains every word of the term, without regard to case
   * and accents.
   *
   * @param limit how many at most; more than 50 are never given
   * @throws MatrixException M_MISSING_PARAM without a term
   */
  public Found search(Requester requester, String term, int limit) {
    if (term == null) {
      throw MatrixException.missingParam("search_term is missing");
    }
    List<String> words = SearchText.words(localTerm(requester, term));
    if (words.isEmpty()) {
      return new Found(List.of(), false);
    }
    int most = Math.max(1, Math.min(limit, MOST));
    List<Profile> users =
        new ArrayList<>(profiles.search(requester.domain(), words, true, 0, most + 1));
    if (!config.timPolicy()) {
      addStrangers(users, requester.user(), words, most + 1);
    }
    return users.size() <= most ? new Found(users, false) : new Found(users.subList(0, most), true);
  }

  private void addStrangers(List<Profile> users, UserId user, List<String> words, int most) {
    Set<UserId> seen = new HashSet<>();
    neighbours
        .strangers(user)
        .filter(profile -> matches(profile, words))
        .filter(profile -> seen.add(profile.user()))
        .limit(Math.max(0, most - users.size()))
        .forEach(users::add);
  }

  private static boolean matches(Profile profile, List<String> words) {
    String text = SearchText.of(profile.displayName().orElse("") + " " + profile.user());
    return words.stream().allMatch(text::contains);
  }

  /** All users of a domain for its administrators, the deactivated ones included. */
  public List<Profile> page(ServerName domain, String term, int first, int count) {
    return profiles.search(domain, SearchText.words(term), false, first, count);
  }

  /** How many {@link #page} has in all. */
  public long count(ServerName domain, String term) {
    return profiles.count(domain, SearchText.words(term), false);
  }

  /** A full user id of the own domain is searched by its localpart. */
  private static String localTerm(Requester requester, String term) {
    String suffix = ":" + requester.domain();
    String name = term.endsWith(suffix) ? term.substring(0, term.length() - suffix.length()) : term;
    return name.startsWith("@") ? name.substring(1) : name;
  }
}
