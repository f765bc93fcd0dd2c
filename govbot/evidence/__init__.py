"""What vendors show us: asked for, filed in versions, accepted by a person, and watched until it runs out."""
