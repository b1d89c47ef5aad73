package org.konsil.media;

import java.util.List;

/** Content was deleted with its thumbnails; these were its files. */
record MediaDeleted(List<String> fileIds) {}
