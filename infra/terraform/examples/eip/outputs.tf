output "deployment" {
  description = "For the command line."
  value       = module.handoff.deployment
}

output "spec" {
  description = "The cluster: `terraform output -raw spec >cluster.yaml`, then `handoff apply`."
  value = templatefile("${path.module}/cluster.yaml.tftpl", {
    nodes = {
      for name, instance in aws_instance.node : name => {
        instance  = instance.id
        interface = instance.primary_network_interface_id
        zone      = instance.availability_zone
      }
    }
    allocation = aws_eip.web.allocation_id
    topic      = module.handoff.topic
  })
}

output "address" {
  description = "What clients ask."
  value       = aws_eip.web.public_ip
}
