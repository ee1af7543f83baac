variable "tenancy_id" {
  description = "OCID of the tenancy."
  type        = string
}

variable "region" {
  description = "The region, such as ap-tokyo-1."
  type        = string
}

variable "home_region" {
  description = "The tenancy's home region, where groups and policies are made; null: the same."
  type        = string
  default     = null
}

variable "compartment_id" {
  description = "OCID of the compartment that everything goes into, the network and the machines too."
  type        = string
}

variable "name" {
  description = "Name of the installation."
  type        = string
  default     = "handoff"
}

variable "image" {
  description = "The function's image with its tag, in OCIR."
  type        = string
}

variable "emails" {
  description = "Who gets alerts and alarms."
  type        = set(string)
  default     = []
}

variable "package" {
  description = "URL and SHA-256 of the beacon's .rpm; null: the machines' image has it."
  type        = object({ url = string, sha256 = string })
  default     = null
}

variable "machine_image" {
  description = "OCID of the machines' image; null: the newest Oracle Linux 9 for their shape."
  type        = string
  default     = null
}

variable "shape" {
  description = "The machines' shape, a flexible one."
  type        = string
  default     = "VM.Standard.E4.Flex"
}

variable "ssh_key" {
  description = "Public key of whoever may log in; null: nobody."
  type        = string
  default     = null
}

variable "address" {
  description = "What clients ask: an address of the subnet that nobody has."
  type        = string
  default     = "10.0.0.200"
}

variable "first" {
  description = "The node that has the address at first. From then on the controller decides."
  type        = string
  default     = "node1"

  validation {
    condition     = contains(["node1", "node2"], var.first)
    error_message = "node1 or node2."
  }
}
