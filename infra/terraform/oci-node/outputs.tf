output "user_data" {
  description = "For each node the script that makes a machine this node, at its first boot; an instance takes it in base64."
  value       = local.user_data
}

output "beacons" {
  description = "For each node its /etc/handoff/beacon.yaml, for other ways to bring it there."
  value       = local.beacons
}

output "streams" {
  description = "For each node, as CLUSTER.NODE, the OCID of its stream: what `connectors` of the module oci takes."
  value       = { for node, stream in oci_streaming_stream.node : "${var.cluster}.${node}" => stream.id }
}

output "statements" {
  description = "For each node what its beacon may do, statement by statement."
  value       = { for node, policy in oci_identity_policy.node : node => policy.statements }
}
