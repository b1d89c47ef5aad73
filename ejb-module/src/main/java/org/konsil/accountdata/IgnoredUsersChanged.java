package org.konsil.accountdata;

import org.konsil.core.id.UserId;

/** CDI event, fired in the transaction that changes whom a user ignores. */
record IgnoredUsersChanged(UserId user) {}
