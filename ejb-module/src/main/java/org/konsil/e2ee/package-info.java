/**
 * Who a device and a user are to others, for a server that must not be able to read: public keys of
 * devices, cross-signing, signatures, changes of device lists, and the same of other servers. Sync,
 * federation and the client API call the services. One-time keys and messages from device to device
 * have their own capabilities below this one, encrypted key backups one beside it.
 */
package org.konsil.e2ee;
