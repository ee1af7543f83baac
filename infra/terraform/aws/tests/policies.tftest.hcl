# Who may do what, as it is rendered from infra/policies.

mock_provider "aws" {
  source = "../mocks"
}

variables {
  name = "duty"
  # Any file: nobody runs it here.
  artifact = "function.tf"
  # The oldest provider of those that are allowed knows no later one.
  runtime = "java21"
}

run "every_policy_is_complete" {
  assert {
    condition = alltrue([
      for policy in local.policies : jsondecode(policy).Version == "2012-10-17" && !strcontains(
        replace(policy, "$${ec2:SourceInstanceARN}", ""), "$${"
      )
    ])
    error_message = "A variable of a policy was left open: only IAM's own may remain."
  }

  assert {
    condition = alltrue([
      for policy in local.policies : alltrue([
        for statement in jsondecode(policy).Statement :
        statement.Effect == "Allow" && alltrue([for action in statement.Action : !strcontains(action, "*")])
      ])
    ])
    error_message = "Every action is spelled out."
  }
}

run "every_role_and_policy_has_its_own_duty" {
  assert {
    condition = (
      aws_iam_role_policy.function.role == "duty-function" &&
      aws_iam_role_policy.function.policy == local.policies.function &&
      aws_iam_role_policy.scheduler.role == "duty-scheduler" &&
      aws_iam_role_policy.scheduler.policy == local.policies.scheduler &&
      aws_iam_policy.node.policy == local.policies.node &&
      aws_iam_policy.operator.policy == local.policies.operator &&
      aws_iam_policy.viewer.policy == local.policies.viewer
    )
    error_message = "A role has the policy of another duty."
  }
}

run "a_node_writes_only_what_its_own_instance_is_the_key_of" {
  assert {
    condition = [
      for statement in jsondecode(aws_iam_policy.node.policy).Statement :
      statement.Condition["ForAllValues:StringEquals"]["dynamodb:LeadingKeys"]
      if contains(statement.Action, "dynamodb:UpdateItem")
    ] == [["$${ec2:SourceInstanceARN}"]]
    error_message = "IAM's own variable has to reach IAM as it is."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_policy.node.policy).Statement :
      statement.Resource == ["arn:aws:dynamodb:eu-central-1:123456789012:table/duty-nodes"]
    ])
    error_message = "A node has no business in any other table."
  }
}

run "the_controller_moves_only_what_carries_the_tag" {
  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_role_policy.function.policy).Statement :
      statement.Condition.StringEquals["aws:ResourceTag/handoff"] == "duty"
      if startswith(statement.Sid, "Move")
    ])
    error_message = "The tag's value is the installation's name."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.function.policy).Statement :
      statement.Resource if statement.Sid == "Alert" || statement.Sid == "KeepWhatFailed"
      ] == [
      ["arn:aws:sns:eu-central-1:123456789012:duty-alerts"],
      ["arn:aws:sqs:eu-central-1:123456789012:duty-failed"],
    ]
    error_message = "It publishes to its own topic, and keeps what failed in its own queue."
  }
}

run "nothing_is_powered_off_unless_it_is_asked_for" {
  assert {
    condition = (
      length(aws_iam_role_policy.fence) == 0 &&
      !strcontains(aws_iam_role_policy.function.policy, "ec2:StopInstances")
    )
    error_message = "Without `fence` the controller may not power off an instance."
  }
}

run "what_is_asked_for_may_be_powered_off" {
  variables {
    fence = true
  }

  assert {
    condition = (
      aws_iam_role_policy.fence[0].role == "duty-function" &&
      aws_iam_role_policy.fence[0].policy == local.policies.fence &&
      strcontains(local.policies.fence, "ec2:StopInstances")
    )
    error_message = "With `fence` it is the function's role that may."
  }
}

run "only_the_controller_and_alarms_of_this_installation_publish" {
  assert {
    condition = jsondecode(aws_sns_topic_policy.alerts.policy).Statement == [
      {
        Sid       = "Alarms"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = "arn:aws:sns:eu-central-1:123456789012:duty-alerts"
        Condition = {
          ArnLike      = { "aws:SourceArn" = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:duty-*" }
          StringEquals = { "aws:SourceAccount" = "123456789012" }
        }
      },
      {
        Sid       = "NobodyElse"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = "arn:aws:sns:eu-central-1:123456789012:duty-alerts"
        Condition = {
          ArnNotEquals = { "aws:PrincipalArn" = aws_iam_role.function.arn }
          Bool         = { "aws:PrincipalIsAWSService" = "false" }
        }
      },
    ]
    error_message = "SNS's default lets everybody in the account publish."
  }
}

run "no_role_is_lent_to_another_account" {
  assert {
    condition = (
      jsondecode(aws_iam_role.scheduler.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"]
      == "123456789012"
    )
    error_message = "The schedule's role is for schedules of this account."
  }
}

run "a_boundary_bounds_every_role" {
  variables {
    permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition = alltrue([
      for role in [aws_iam_role.function, aws_iam_role.scheduler] :
      role.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
    ])
    error_message = "A role without the boundary."
  }
}

run "without_a_key_of_the_account_nobody_may_use_one" {
  assert {
    condition = (
      length(aws_dynamodb_table.nodes.server_side_encryption) == 0 &&
      !strcontains(join("", [for duty in ["function", "node", "viewer"] : local.policies[duty]]), "kms:")
    )
    error_message = "DynamoDB's own key needs no permission."
  }
}

run "whoever_uses_a_table_may_use_its_key" {
  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/mock"
  }

  assert {
    condition = alltrue([
      for table in [aws_dynamodb_table.nodes, aws_dynamodb_table.clusters] :
      one(table.server_side_encryption).enabled && one(table.server_side_encryption).kms_key_arn == var.kms_key_arn
    ])
    error_message = "Both tables have the key."
  }

  assert {
    condition = alltrue([
      for duty in ["function", "node", "viewer"] : [
        for statement in jsondecode(local.policies[duty]).Statement :
        { where = statement.Resource, only = statement.Condition }
        if contains(statement.Action, "kms:Decrypt")
        ] == [{
          where = [var.kms_key_arn]
          only  = { StringEquals = { "kms:ViaService" = "dynamodb.eu-central-1.amazonaws.com" } }
      }]
    ])
    error_message = "Controller, nodes and viewers read tables, by DynamoDB only."
  }

  assert {
    condition     = !strcontains(join("", [local.policies.operator, local.policies.scheduler]), "kms:")
    error_message = "Who reads no table needs no key."
  }
}
