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
        interface = aws_network_interface.node[name].id
        zone      = instance.availability_zone
      }
    }
    address = var.address
    prefix  = split("/", module.network.cidrs[0])[1]
    topic   = module.handoff.topic
  })
}

output "address" {
  description = "What clients ask."
  value       = var.address
}
