package org.konsil.e2ee;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.konsil.core.id.UserId;

/**
 * What a client has to do to its lists of other users' devices.
 *
 * @param changed users whose keys are to be fetched again
 * @param left users with whom no room is shared any more
 */
public record DeviceListChanges(
    @JsonProperty("changed") Set<String> changed, @JsonProperty("left") Set<String> left) {
  /** Nothing to do. */
  public static final DeviceListChanges NONE = new DeviceListChanges(Set.of(), Set.of());

  @JsonIgnore
  public boolean isEmpty() {
    return changed.isEmpty() && left.isEmpty();
  }

  static DeviceListChanges of(Set<UserId> changed, Set<UserId> left) {
    return new DeviceListChanges(texts(changed), texts(left));
  }

  private static Set<String> texts(Set<UserId> users) {
    return users.stream().map(UserId::value).collect(Collectors.toCollection(TreeSet::new));
  }
}
