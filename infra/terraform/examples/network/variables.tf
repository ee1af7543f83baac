variable "name" {
  description = "What the network is called."
  type        = string
}

variable "cidr" {
  description = "Its addresses, a /16 to /20: each subnet takes a 256th of them."
  type        = string
  default     = "10.0.0.0/16"
}

variable "subnets" {
  description = "How many subnets, each in another zone. A private IP cannot leave its subnet."
  type        = number
  default     = 2

  validation {
    condition     = var.subnets >= 1 && var.subnets <= 2
    error_message = "One subnet or two."
  }
}

variable "route_table_tags" {
  description = "Tags of the route table. With `handoff` the controller may change its routes."
  type        = map(string)
  default     = {}
}
