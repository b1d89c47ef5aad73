package org.konsil.roomdirectory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.appservice.AppServices;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.participation.RoomAliases;

/** What rooms themselves need of their names. */
@ApplicationScoped
class RoomNames implements RoomAliases {
  @Inject RoomAliasStore store;
  @Inject AppServices appServices;
  @Inject Instance<RemoteAliases> remote;
  @Inject Clock clock;

  @Override
  public void claim(Requester requester, RoomAlias alias, RoomId room) {
    if (!alias.server().equals(requester.domain())) {
      throw MatrixException.invalidParam("Room aliases are made in your own domain");
    }
    RoomAliasService.requireUnreserved(appServices, requester, alias);
    if (!store.insert(alias, room, requester.user(), clock.instant())) {
      throw MatrixException.of(ErrorCode.M_ROOM_IN_USE, "The room alias is taken");
    }
  }

  @Override
  public Optional<RoomId> find(RoomAlias alias) {
    return store.find(alias).map(RoomAliasStore.Named::room);
  }

  @Override
  public Optional<RoomId> findElsewhere(ServerName own, RoomAlias alias) {
    try {
      return remote.isResolvable()
          ? RoomId.find(remote.get().resolve(own, alias).roomId())
          : Optional.empty();
    } catch (MatrixException notTold) {
      return Optional.empty();
    }
  }

  @Override
  public void publish(ServerName domain, RoomId room) {
    store.publish(domain, room);
  }

  @Override
  public void move(RoomId from, RoomId to) {
    store.move(from, to);
  }
}
