package org.konsil.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.account.AccountCreated;
import org.konsil.account.AccountDeactivated;
import org.konsil.core.json.Json;

/** Every account has a profile from its first to its last day. */
@ApplicationScoped
class AccountProfiles {
  @Inject private ProfileStore profiles;

  void created(@Observes AccountCreated event) {
    event.displayName().ifPresent(ProfileField::requireDisplayName);
    profiles.insert(new ProfileEntity(event.user(), event.displayName()));
  }

  /** The row stays: member events of old rooms still name the user. */
  void deactivated(@Observes AccountDeactivated event) {
    profiles
        .find(event.user())
        .ifPresent(
            profile -> {
              profile.unlist();
              if (event.erase()) {
                profile.displayName(Optional.empty());
                profile.avatarUrl(Optional.empty());
                profile.fields(Json.object());
              }
            });
  }
}
