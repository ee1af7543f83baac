locals {
  transports = {
    for node, stream in oci_streaming_stream.node : node => {
      type      = "oci"
      region    = var.deployment.region
      namespace = var.deployment.namespace
      bucket    = var.deployment.bucket
      stream    = stream.id
      messages  = stream.messages_endpoint
      function  = var.deployment.function
      invoke    = var.deployment.functionEndpoint
    }
  }

  shared = merge({ state-directory = "/var/lib/handoff" }, var.settings, { cluster = var.cluster })

  beacons = {
    for node, transport in local.transports : node => yamlencode(merge(local.shared, {
      node      = node
      transport = merge(transport, length(var.paths) == 0 ? {} : { paths = var.paths })
    }))
  }

  user_data = {
    for node, beacon in local.beacons : node => templatefile("${path.module}/user-data.sh.tftpl", {
      setup   = trimspace(var.setup)
      package = var.package
      beacon  = beacon
    })
  }
}
