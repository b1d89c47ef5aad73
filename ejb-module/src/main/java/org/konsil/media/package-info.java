/**
 * The content repository: uploads, downloads and thumbnails. Bytes are files of the media
 * directory, which all nodes share; what is known about them are rows, written once the file is in
 * its place. The client API and the pages call the services. Content is mostly encrypted and never
 * looked into, but for the first bytes of what is to become a thumbnail.
 */
package org.konsil.media;
