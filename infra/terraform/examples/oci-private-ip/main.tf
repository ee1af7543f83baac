# Two web servers in two availability domains and one regional subnet, and a secondary private IP that one of them has.

module "handoff" {
  source = "../../oci"

  providers = {
    oci      = oci
    oci.home = oci.home
  }

  name           = var.name
  tenancy_id     = var.tenancy_id
  region         = var.region
  compartment_id = var.compartment_id
  subnet_ids     = [oci_core_subnet.this.id]
  image          = var.image
  emails         = var.emails
}

module "node" {
  source = "../../oci-node"

  providers = {
    oci      = oci
    oci.home = oci.home
  }

  deployment = module.handoff.deployment
  tenancy_id = var.tenancy_id
  cluster    = "vip-failover-test"
  nodes      = keys(local.nodes)
  instances  = { for name, instance in oci_core_instance.node : name => instance.id }
  package    = var.package
  setup      = <<-EOT
    dnf install --assumeyes httpd
    firewall-offline-cmd --add-service=http
    systemctl restart firewalld
  EOT
}

data "oci_identity_availability_domains" "this" {
  compartment_id = var.tenancy_id
}

data "oci_core_images" "linux" {
  compartment_id           = var.compartment_id
  operating_system         = "Oracle Linux"
  operating_system_version = "9"
  shape                    = var.shape
  sort_by                  = "TIMECREATED"
  sort_order               = "DESC"
}

locals {
  domains = sort(data.oci_identity_availability_domains.this.availability_domains[*].name)

  # Each node and its own address. A region with a single domain has both in it.
  nodes = {
    node1 = { address = "10.0.0.11", domain = local.domains[0] }
    node2 = { address = "10.0.0.12", domain = local.domains[min(1, length(local.domains) - 1)] }
  }
}

resource "oci_core_instance" "node" {
  for_each = local.nodes

  compartment_id      = var.compartment_id
  availability_domain = each.value.domain
  display_name        = "${var.name}-${each.key}"
  shape               = var.shape
  freeform_tags       = { handoff = var.name }

  shape_config {
    ocpus         = 1
    memory_in_gbs = 4
  }

  source_details {
    source_type = "image"
    source_id   = coalesce(var.machine_image, data.oci_core_images.linux.images[0].id)
  }

  create_vnic_details {
    subnet_id        = oci_core_subnet.this.id
    private_ip       = each.value.address
    assign_public_ip = true
    # Needed where the node is the target of a route, which this one is not:
    # skip_source_dest_check = true
  }

  metadata = merge(
    { user_data = base64encode(module.node.user_data[each.key]) },
    var.ssh_key == null ? {} : { ssh_authorized_keys = var.ssh_key },
  )

  instance_options {
    are_legacy_imds_endpoints_disabled = true
  }

  # A newer image or another package would replace both nodes in one apply. Renew them one by one:
  # `handoff standby`, `terraform apply -replace`, `handoff apply` for the new OCIDs, `handoff online`.
  lifecycle {
    ignore_changes = [source_details, metadata]
  }
}

data "oci_core_vnic_attachments" "node" {
  for_each = oci_core_instance.node

  compartment_id = var.compartment_id
  instance_id    = each.value.id
}

locals {
  vnics = {
    for name, found in data.oci_core_vnic_attachments.node : name => one(found.vnic_attachments).vnic_id
  }
}

# What clients ask. The first node has it at first, so that it is reachable before any controller runs.
resource "oci_core_private_ip" "address" {
  vnic_id       = local.vnics[var.first]
  ip_address    = var.address
  display_name  = "${var.name}-address"
  freeform_tags = { handoff = var.name }

  # Without this the next apply after a failover would take the address from the node that has it. A reserved public IP
  # (oci_core_public_ip) needs the same for private_ip_id.
  lifecycle {
    ignore_changes = [vnic_id]
  }
}
