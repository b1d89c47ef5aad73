/**
 * What end-to-end encryption needs from a server that must not be able to read: public keys of
 * devices and users, signatures between them, one-time keys, and the messages from device to
 * device. Sync, federation and the client API call the services. Nothing decrypted and no private
 * key is ever here; encrypted key backups have their own capability.
 */
package org.konsil.e2ee;
