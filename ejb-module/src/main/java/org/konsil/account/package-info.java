/**
 * Who may call: accounts, log-in, access and refresh tokens, user-interactive authentication. Doors
 * turn a token into a {@link org.konsil.account.Requester} here; every capability above may know
 * it. Rooms, keys and what a user keeps with us do not belong here.
 */
package org.konsil.account;
