/**
 * What a user's own settings for a room become once the room has been replaced and the user comes
 * into its successor. Observes rooms, writes through the services of accountdata and push; nobody
 * calls it. Making the successor belongs to participation.
 */
package org.konsil.succession;
