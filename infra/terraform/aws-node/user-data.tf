locals {
  transport = {
    type   = "dynamodb"
    table  = "${var.deployment.tables}-nodes"
    region = var.deployment.region
    # The beacon's own default knows only the suffix amazonaws.com.
    endpoint = "https://dynamodb.${var.deployment.region}.${data.aws_partition.this.dns_suffix}"
  }

  shared = merge({ state-directory = "/var/lib/handoff" }, var.settings, {
    cluster   = var.cluster
    transport = merge(local.transport, length(var.paths) == 0 ? {} : { paths = var.paths })
  })

  beacons = { for node in var.nodes : node => yamlencode(merge(local.shared, { node = node })) }

  user_data = {
    for node, beacon in local.beacons : node => templatefile("${path.module}/user-data.sh.tftpl", {
      setup   = trimspace(var.setup)
      package = var.package
      region  = var.deployment.region
      beacon  = beacon
    })
  }
}
