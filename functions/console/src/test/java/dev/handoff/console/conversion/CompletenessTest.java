package dev.handoff.console.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.console.conversion.ImportResult.Imported;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a configuration says is in the spec or in the remarks: every value that begins with
 * {@code mark} is looked for in both.
 */
final class CompletenessTest {

  private static final Pattern MARK = Pattern.compile("mark[0-9]+");

  private static final String CIB =
      """
      <cib>
       <configuration>
        <crm_config>
         <cluster_property_set id="cib-bootstrap-options">
          <nvpair id="a1" name="mark01" value="1"/>
         </cluster_property_set>
         <cluster_property_set id="mark02"><rule id="r"/><nvpair id="a2" name="x" value="1"/>
         </cluster_property_set>
        </crm_config>
        <nodes>
         <node id="1" uname="mark03">
          <instance_attributes id="n1"><nvpair id="a3" name="mark04" value="mark05"/>
          </instance_attributes>
          <utilization id="u"><nvpair id="a4" name="cpu" value="4"/></utilization>
         </node>
         <node id="2" uname="mark07" type="remote"/>
        </nodes>
        <resources>
         <template id="t" class="ocf" provider="heartbeat" type="mark08">
          <instance_attributes id="t1"><nvpair id="a5" name="mark09" value="mark10"/>
          </instance_attributes>
         </template>
         <primitive id="mark11" template="t" description="d">
          <meta_attributes id="p1"><nvpair id="a6" name="mark12" value="mark13"/></meta_attributes>
          <operations>
           <op id="o1" name="monitor" interval="7s" timeout="9s" mark14="mark15"/>
           <op id="o2" name="mark16" interval="0"/>
           <op id="o3" name="start" interval="0" mark17="1">
            <instance_attributes id="p2"><nvpair id="a7" name="mark18" value="1"/>
            </instance_attributes>
           </op>
          </operations>
         </primitive>
         <group id="mark19">
          <meta_attributes id="g1"><nvpair id="a8" name="mark20" value="1"/></meta_attributes>
          <primitive id="mark21" class="ocf" provider="heartbeat" type="IPaddr2">
           <instance_attributes id="p3"><nvpair id="a9" name="ip" value="10.0.0.9"/>
            <nvpair id="b1" name="mark22" value="mark23"/></instance_attributes>
           <operations><op id="o4" name="monitor" interval="10s" mark24="1"/></operations>
          </primitive>
          <primitive id="mark25" class="systemd" type="mark26">
           <instance_attributes id="p4"><nvpair id="b2" name="mark27" value="1"/>
           </instance_attributes>
          </primitive>
          <primitive id="mark28" class="upstart" type="x"/>
         </group>
         <clone id="c1">
          <meta_attributes id="c2"><nvpair id="b3" name="mark29" value="1"/></meta_attributes>
          <primitive id="pinger" class="ocf" provider="pacemaker" type="ping">
           <instance_attributes id="p5"><nvpair id="b4" name="host_list" value="mark30 mark31"/>
            <nvpair id="b5" name="name" value="mark32"/><nvpair id="b6" name="mark33" value="1"/>
           </instance_attributes>
           <operations><op id="o5" name="monitor" interval="10s" mark34="1"/></operations>
          </primitive>
         </clone>
         <clone id="mark35"><primitive id="mark36" class="lsb" type="mark37"/></clone>
         <bundle id="mark38"/>
        </resources>
        <constraints>
         <rsc_location id="mark39" rsc="mark11" node="mark03" score="1" mark40="1"/>
         <rsc_location id="mark41" rsc-pattern="x" node="mark03" score="1"/>
         <rsc_location id="l3" rsc="mark11">
          <rule id="l4" score="1"><expression id="l5" attribute="mark42" operation="eq" value="mark43"/></rule>
         </rsc_location>
         <rsc_location id="mark44" rsc="mark11">
          <rule id="l6" score="1"><date_expression id="l7" operation="date_spec"><date_spec id="l8" hours="9"/></date_expression></rule>
         </rsc_location>
         <rsc_colocation id="c3" rsc="mark11" with-rsc="mark19" score="5" mark45="1"/>
         <rsc_colocation id="mark46" rsc="mark11" with-rsc="c1" score="5"/>
         <rsc_order id="o6" first="mark11" then="mark19" mark47="1"/>
         <rsc_order id="mark48" first="mark11" then="mark19" first-action="stop"/>
         <rsc_ticket id="mark49" ticket="x" rsc="mark11"/>
        </constraints>
        <rsc_defaults><meta_attributes id="d1"><nvpair id="b7" name="mark50" value="1"/></meta_attributes></rsc_defaults>
        <op_defaults><meta_attributes id="d2"><nvpair id="b8" name="mark51" value="1"/></meta_attributes></op_defaults>
        <alerts><alert id="mark52" path="/x"/></alerts>
        <tags><tag id="mark53"/></tags>
        <mark54><x id="mark55"/></mark54>
       </configuration>
      </cib>
      """;

  private static final String CRM =
      """
      node 1: mark01 attributes mark02=mark03 utilization mark04=1
      node mark05:remote
      primitive mark06 mark07 params mark08=mark09 meta mark10=1 utilization mark11=1 \\
        op monitor interval=7s mark12=1 op mark13 interval=0 op start timeout=3s mark14=1
      primitive mark15 IPaddr2 ip=10.0.0.9 mark16=1 op monitor interval=3s mark17=1
      group mark18 mark15 params mark19=1 meta mark20=1
      primitive p ping host_list="mark21" name=mark22
      clone mark23 p
      location mark24 /x/ 5: mark01
      location mark25 mark06 mark26=1 5: mark01
      location l mark06 rule 5: mark27 eq mark28
      location mark29 mark06 rule 5: date spec hours=9
      colocation c 5: mark06 mark18 mark30=1
      order o mark06 mark18 mark31=1
      order mark32 Serialize: mark06 mark18
      property a-options: mark33=1
      rsc_defaults mark34=1
      op_defaults mark35=1
      tag mark36: mark06
      alert mark37 "/x"
      rsc_ticket mark38 x: mark06
      """;

  private static final String PCS =
      """
      Cluster Name: mark01
      Corosync Nodes:
       mark02
      Pacemaker Nodes:
       mark02

      Resources:
       Resource: mark03 (class=ocf provider=heartbeat type=mark04)
        Attributes: mark05=mark06
        Meta Attrs: mark07=1
        Utilization: mark08=1
        Operations: monitor interval=7s mark09=1 (x)
                    mark10 interval=0s (y)
       Group: mark11
        Meta Attributes: set
          mark12=1
        Resource: mark13 (class=ocf provider=heartbeat type=IPaddr2)
          Attributes: set
            ip=10.0.0.9
            mark14="1 2"
          Operations:
            monitor: x
              interval=7s mark15=1
       Bundle: mark16

      Fencing Levels:
        Target: mark17
      Location Constraints:
        Resource: mark03
          Enabled on: mark02 (score:5) (mark18: 1) (id:x)
          Constraint: l
            Rule: score=5 mark19=1 (id:y)
              Expression: mark20 eq mark21 (id:z)
        resource 'mark03' avoids node 'mark02' with score 5 (id: x)
          mark22=1
      Ordering Constraints:
        start mark03 then start mark11 (kind:Mandatory) (Options: mark23=1) (id:o)
      Colocation Constraints:
        mark03 with mark11 (score:5) (mark24:1) (id:c)
        resource 'mark03' with resource 'mark11' (id: d)
          score=7 mark25=1
      Ticket Constraints:
        mark26

      Alerts:
       Alert: mark27

      Resources Defaults:
       mark28: 1
      Operations Defaults:
       mark29=1

      Cluster Properties:
       mark30: 1
      Node Attributes:
       mark02: mark31=mark32

      Tags:
       mark33
      mark34 of a later version:
        something
      """;

  @ParameterizedTest
  @ValueSource(strings = {CIB, CRM, PCS})
  void dropsNothingSilently(String text) {
    Imported imported = Samples.imported(text);
    String told = imported.spec() + String.join("\n", imported.remarks());

    List<String> silent =
        MARK.matcher(text)
            .results()
            .map(MatchResult::group)
            .distinct()
            .filter(mark -> !told.contains(mark))
            .toList();

    assertEquals(List.of(), silent, told);
    assertEquals(List.of(), imported.problems(), told);
  }
}
