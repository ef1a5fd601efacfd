package org.micromanager.data;

import org.micromanager.MMEvent;

/** The processors that are set up, their order or their settings changed; the next pipeline is made with what is set now. */
public interface NewPipelineEvent extends MMEvent {}
