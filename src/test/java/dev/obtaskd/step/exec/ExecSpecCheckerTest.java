package dev.obtaskd.step.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.step.StepKind.Flaw;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecSpecCheckerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'argv':['id']}",
                "{'argv':['sleep',5],'env':{'A':'b','N':1},'cwd':'/','user':'admin','stdin':'x','umask':'0027','okExit':[0,255]}",
                "{'argv':'${{ params.argv }}','cwd':'${{ params.dir }}','umask':'${{ params.m"
                        + " }}','okExit':'${{ params.ok }}'}",
                "{'argv':['id'],'limits':{'memory':'512M','processes':64,'files':256}}",
                "{'argv':['id'],'limits':{'memory':'${{ params.m }}'}}",
                "{'argv':['/bin/sh','-c','echo $1','sh','${{ params.x }}']}",
                "{'argv':['/bin/sh','/opt/run.sh','${{ params.x }}']}",
                "{'argv':['${{ params.home }}/bin/observer','${{ params.x }}']}"
            })
    void acceptsAValidSpecification(String spec) throws Exception {
        assertThat(problems(spec)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {}                                                 | /argv
                    {'argv':[]}                                        | /argv
                    {'argv':'id'}                                      | /argv
                    {'argv':['id',{}]}                                 | /argv/1
                    {'argv':['-x']}                                    | /argv/0
                    {'argv':['']}                                      | /argv/0
                    {'argv':['id'],'shell':true}                       | /shell
                    {'argv':['id'],'a/b':true}                         | /a~1b
                    {'argv':['id'],'env':[]}                           | /env
                    {'argv':['id'],'env':{'A-B':'x'}}                  | /env/A-B
                    {'argv':['id'],'env':{'OBTASKD_OUTPUT':'x'}}       | /env/OBTASKD_OUTPUT
                    {'argv':['id'],'env':{'A':[]}}                     | /env/A
                    {'argv':['id'],'cwd':'tmp'}                        | /cwd
                    {'argv':['id'],'user':'-x'}                        | /user
                    {'argv':['id'],'stdin':1}                          | /stdin
                    {'argv':['id'],'umask':'0088'}                     | /umask
                    {'argv':['id'],'umask':27}                         | /umask
                    {'argv':['id'],'okExit':[256]}                     | /okExit
                    {'argv':['id'],'okExit':['0']}                     | /okExit
                    {'argv':['id'],'limits':7}                         | /limits
                    {'argv':['id'],'limits':{'cores':1}}               | /limits/cores
                    {'argv':['id'],'limits':{'memory':'512'}}          | /limits/memory
                    {'argv':['id'],'limits':{'processes':0}}           | /limits/processes
                    {'argv':['id'],'limits':{'files':'many'}}          | /limits/files
                    {'argv':['sh','-c','x ${{ params.a }}']}           | /argv/2
                    {'argv':['/bin/bash','-lc','${{ params.a }}']}     | /argv/2
                    {'argv':['env','sh','-c','${{ params.a }}']}       | /argv/3
                    {'argv':['python3','-c','${{ params.a }}']}        | /argv/2
                    {'argv':['sh','${{ params.a }}','x']}              | /argv/1
                    {'argv':['bash','-x','${{ params.a }}','x']}       | /argv/2
                    """)
    void reportsTheLocationOfAProblem(String spec, String pointer) throws Exception {
        assertThat(problems(spec)).extracting(Flaw::pointer).containsExactly(pointer);
    }

    @Test
    void refusesOtherThanObjects() throws Exception {
        assertThat(problems("[]")).extracting(Flaw::pointer).contains("");
    }

    private static List<Flaw> problems(String spec) throws Exception {
        return ExecSpecChecker.flaws(TestPrograms.JSON.readTree(spec.replace('\'', '"')));
    }
}
