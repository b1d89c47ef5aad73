/**
 * Calls to servers that a user or another server named: push gateways, other homeservers. An
 * address is resolved, looked at, and then that very address is connected to, so that no name can
 * lead into the hospital's own network (F18). Every capability that calls out uses it; what is sent
 * is theirs.
 */
package org.konsil.outgoing;
