output "instance_profile" {
  description = "Name of the instance profile for the nodes."
  value       = aws_iam_instance_profile.node.name
}

output "role" {
  description = "Name of the nodes' role."
  value       = aws_iam_role.node.name
}

output "user_data" {
  description = "For each node the script that makes a machine this node, at its first boot."
  value       = local.user_data
}

output "beacons" {
  description = "For each node its /etc/handoff/beacon.yaml, for other ways to bring it there."
  value       = local.beacons
}
