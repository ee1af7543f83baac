output "deployment" {
  description = "For the command line."
  value       = module.handoff.deployment
}

output "spec" {
  description = "The cluster: `terraform output -raw spec >cluster.yaml`, then `handoff apply`."
  value = templatefile("${path.module}/cluster.yaml.tftpl", {
    nodes = {
      for name, instance in oci_core_instance.node : name => {
        instance  = instance.id
        interface = local.vnics[name]
        domain    = instance.availability_domain
      }
    }
    address = var.address
    prefix  = split("/", oci_core_subnet.this.cidr_block)[1]
    topic   = module.handoff.topic
  })
}

output "address" {
  description = "What clients ask."
  value       = var.address
}
